"""Tỉnh Đông Lĩnh: dữ liệu dùng thử, lần nào dựng cũng như nhau, ngày tính theo hôm nay.

The demo province: invented, deterministic, its dates relative to the day it is made. Built by the product's own acts, so that
whatever the pages could not do the demo cannot show either.
"""

from dondoc.server.site.demo.building import PASSWORD, build, build_merger, sign_ins

__all__ = ["PASSWORD", "build", "build_merger", "sign_ins"]
