"""Đọc việc được giao trong văn bản. / Reading the work that a document gives; the door is `dondoc.reading.assignments`."""
