"""Chuyên đề của năm và các trụ cột: mỗi nhiệm vụ có thể ghi trụ cột mà nó phục vụ.

The year's theme and its pillars, which any piece of work can carry.

Doors: actions.set_theme; models.Pillar named by orders.
"""
