"""Đồ nghề đo. / What the benchmarks share."""
