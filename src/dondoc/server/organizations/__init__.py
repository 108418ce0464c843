"""Cơ quan, đơn vị, con người, chức vụ và quyền: ai được làm gì, ở đâu.

Organizations in one tree of direct subordination, persons, posts, terms of office, grants and delegations. Rights follow
posts, never persons. Access is asked as a set of organizations; the yes/no is membership.

Doors: access.organizations_where, access.require, access.allowed; models' `visible_to`; actions.found, open_post, appoint,
grant, delegate; queries.head_of.
"""
