"""Đề cương, từng phần việc một. / The parts of reading an outline.

markers    lines that begin with a marker, of which class and how surely
tree       levels learnt from the document itself
`dondoc.reading.outline` gathers them.
"""
