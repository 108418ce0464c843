"""dondoc: biến lời văn của văn bản thành việc có người làm, có hạn, có minh chứng.

From the words of an official document to assigned, measured, evidenced work.
"""

__version__ = "0.1.0"
