"""Bảng tính: dán hoặc tệp thành hàng, hàng thành tệp vô hại. / Sheets: pasted text or a file to rows, rows to harmless files.

    writing.assignment_sheet(titles, rows, title) -> bytes   the assignment sheet (.xlsx)
    writing.workbook(sheets) -> bytes                        any rows
    harmless.csv_cell(value), harmless.csv_text(rows)        CSV that no spreadsheet takes for formulas
    confined.book_confined(data) -> Book, xlsx_confined(data) -> Rows   an uploaded file, in a limited child process
    parsing.pasted(text), parsing.xlsx(data), parsing.csv_file(data) -> Rows with the reasons of what was left out

Pure: no Django, no network. A cell is text, a number or empty; nothing that was typed is ever a formula.
"""
