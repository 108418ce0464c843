"""Phần đầu và phần cuối của văn bản, từng thành phần một. / The parts of a document's head and foot.

passages    cells and columns of the page, put together over their lines
rows        passages cut at what is known by its form: motto, number and symbol, place and day, «Kính gửi»
kinds of field: titles (kind, subject), issuers, recipients (and addressees), signatures; `dondoc.reading.head` gathers them
"""
