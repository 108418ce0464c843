"""Kiểm tra giúp văn thư. / Checks that help a clerk; `reading.findings` gathers them.

sentences   câu tiếng Việt và tiếng Anh của từng mã / the sentences of each code, severities
markers     thứ tự khoản, điểm / sequence of clause markers
recipients  người được giao việc có trong nơi nhận không / are those told to act among the recipients
layout      thể thức theo ngày của văn bản / layout as the guide of the day asks
"""
