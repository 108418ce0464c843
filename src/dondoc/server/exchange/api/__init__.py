"""Giao diện cho máy: cùng những việc, những gì được thấy như trên trang. / The interface for machines: the acts and reads of the pages.

A token stands for its person and its scopes narrow what that person may. Whoever does not see a thing gets 404, whoever lacks the
right 403 with the sentence of the page. One module a room; `edge` gathers them.
"""
