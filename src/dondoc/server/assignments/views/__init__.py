"""Trang của phòng nhiệm vụ. / Pages of orders and assignments."""
