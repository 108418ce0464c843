"""Sẵn sàng: mọi biểu thức đã biên dịch. / Loaded last by a nursery, so that none of its children compiles a pattern again."""

from dondoc.reading.patterns import compile_all

compile_all()
