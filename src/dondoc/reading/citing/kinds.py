"""Tên loại văn bản và chữ viết tắt. / Kinds of document and their abbreviations (format-state 5, format-party 3.3).

The word before the number says the kind; only a word that says nothing («văn bản», «phiếu») leaves it to the symbol:
«Quy định số 41-QĐ/TW» is a regulation, «Chỉ thị số 40-KH/TU» a directive with a wrong symbol.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: blanks, a line break, emphasis marks between two words; bounded, so that no input is worse than linear
GAP = r"[\s*_\u00a0]{0,6}"
NEED = r"[\s*_\u00a0]{1,6}"

#: name → abbreviation; "" leaves the kind to the symbol. A longer name stands before the shorter it begins with.
NAMES: dict[str, str] = {
    "nghị quyết liên tịch": "NQLT",
    "nghị quyết": "NQ",
    "nghị định": "NĐ",
    "quyết định": "QĐ",
    "quy định": "QyĐ",
    "qui định": "QyĐ",
    "quy chế": "QC",
    "qui chế": "QC",
    "quy trình": "QTr",
    "quy hoạch": "QH",
    "chỉ thị": "CT",
    "thông báo ý kiến kết luận": "TB",
    "thông báo kết luận": "TB",
    "thông báo": "TB",
    "kết luận": "KL",
    "thông tư liên tịch": "TTLT",
    "thông tư": "TT",
    "thông tri": "TT",
    "thông cáo": "TC",
    "hướng dẫn": "HD",
    "báo cáo": "BC",
    "kế hoạch": "KH",
    "chương trình": "CTr",
    "chiến lược": "CL",
    "đề án": "ĐA",
    "phương án": "PA",
    "dự án": "DA",
    "tờ trình": "TTr",
    "công văn": "CV",
    "công điện": "CĐ",
    "công hàm": "CH",
    "văn bản hợp nhất": "VBHN",
    "văn bản": "",
    "văn thư": "",
    "biên bản": "BB",
    "hợp đồng": "HĐ",
    "thỏa thuận": "BTT",
    "thoả thuận": "BTT",
    "giấy phép": "GP",
    "giấy chứng nhận": "GCN",
    "giấy mời": "GM",
    "giấy giới thiệu": "GGT",
    "giấy ủy quyền": "GUQ",
    "phiếu": "",
    "sắc lệnh": "SL",
    "pháp lệnh": "PL",
    "lệnh": "L",
    "bộ luật": "BL",
    "luật": "L",
    "hiến pháp": "HP",
    "điều lệ": "ĐL",
    "tuyên bố": "TuB",
    "bản án": "BA",
    # what scanners make of the commonest names
    "nghị dịnh": "NĐ",
    "nghị dinh": "NĐ",
    "nghi định": "NĐ",
    "quyết dịnh": "QĐ",
    "quyết dinh": "QĐ",
    "thông tu liên tịch": "TTLT",
    "thông tu": "TT",
    "thong tư": "TT",
    "nghi quyết": "NQ",
    "chí thị": "CT",
}

#: what a word of the text may be written short as, when a number follows: «NĐ 30/2020/NĐ-CP», «QĐ số 12/QĐ-UBND»
SHORT: dict[str, str] = {
    "NQLT": "NQLT",
    "NQ": "NQ",
    "NĐ": "NĐ",
    "NÐ": "NĐ",
    "QĐ": "QĐ",
    "QÐ": "QĐ",
    "QyĐ": "QyĐ",
    "CT": "CT",
    "KL": "KL",
    "TB": "TB",
    "TTLT": "TTLT",
    "TTr": "TTr",
    "TT": "TT",
    "HD": "HD",
    "BC": "BC",
    "KH": "KH",
    "CTr": "CTr",
    "CV": "CV",
    "CĐ": "CĐ",
    "VBHN": "VBHN",
    "GPKT": "GP",
    "GP": "GP",
}

#: codes that stand for a kind in a symbol → kind. QĐ is a decision or a regulation, TT a circular or a Party circular.
CODES: dict[str, str] = {
    **{code: code for code in ("NQLT", "NQ", "NĐ", "QĐ", "QC", "CT", "TB", "KL", "TTLT", "TT", "TC", "HD", "BC", "KH")},
    **{code: code for code in ("CTr", "ĐA", "PA", "DA", "TTr", "CV", "CĐ", "VBHN", "BB", "HĐ", "GP", "GCN", "GM", "GGT", "GUQ")},
    **{code: code for code in ("PLYK", "PC", "PG", "PL", "SL", "CL", "BTT", "QTr", "L")},
    "NÐ": "NĐ",
    "QÐ": "QĐ",
    "CÐ": "CĐ",
    "ND": "NĐ",
    "QD": "QĐ",
    "CD": "CĐ",
    "TTR": "TTr",
    "TTrLN": "TTr",
    "CTR": "CTr",
    "CTrHĐ": "CTr",
    "CTHĐ": "CTr",
    "CTrPH": "CTr",
    "CTPH": "CTr",
    "QCPH": "QC",
    "BCTĐ": "BC",
    "TBKL": "TB",
    "KHPH": "KH",
    "KHLN": "KH",
    "QyĐ": "QyĐ",
    "QYĐ": "QyĐ",
    "QĐi": "QyĐ",
    "QĐI": "QyĐ",
    "QyC": "QC",
    "HDLN": "HD",
    "HDLT": "HD",
}

#: kinds a code may rightly stand for, where that is more than one or another than the table says
ALLOWED: dict[str, frozenset[str]] = {
    "QĐ": frozenset({"QĐ", "QyĐ", "QC", "QTr"}),  # Party regulations take QĐ too (format-party 3.3)
    "NQLT": frozenset({"NQLT", "NQ"}),
    "TTLT": frozenset({"TTLT", "TT"}),
    "TB": frozenset({"TB", "KL"}),  # «Kết luận … tại Thông báo»: notices of conclusions are cited both ways
}


def _spaced(name: str) -> str:
    """The words of a name with any gap between; each first letter small or capital, or the whole in capitals."""
    words = name.split()
    either = NEED.join(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in words)
    return f"{either}|{NEED.join(re.escape(word.upper()) for word in words)}"


#: any kind written out; group-free
KIND = "(?:" + "|".join(_spaced(name) for name in NAMES) + ")"
KIND_SHORT = "(?:" + "|".join(SHORT) + ")"


@lru_cache(maxsize=1024)
def kind_of_word(word: str) -> str | None:
    """Abbreviation of a kind as written in a text; "" when the word leaves it to the symbol, None when it is no kind.

    >>> kind_of_word("Nghị\\nquyết"), kind_of_word("VĂN BẢN"), kind_of_word("NĐ")
    ('NQ', '', 'NĐ')
    """
    if word in SHORT:
        return SHORT[word]
    return NAMES.get(" ".join(word.replace("*", " ").replace("_", " ").split()).lower())


@lru_cache(maxsize=1024)  # asked several times for each symbol, and a text names the same again
def kind_of_symbol(symbol: str) -> str | None:
    """The kind a symbol states, None when it states none («1234/UBND-NC» is a letter of the State).

    >>> [kind_of_symbol(s) for s in ("27-CT/TU", "30/2020/NĐ-CP", "45/2013/QH13", "1234/UBND-NC", "11-QĐi/TW")]
    ['CT', 'NĐ', 'L', None, 'QyĐ']
    """
    for code in re.split(r"[/\-]", symbol)[1:]:
        if code in CODES:
            return CODES[code]
        if re.fullmatch(r"QH[\dIVX]+", code):
            return "L"
        if re.fullmatch(r"UBTVQH[\dIVX]+", code):
            return "NQ"
        if not code.isdigit():
            return None
    return None


@lru_cache(maxsize=1024)
def agree(kind: str, symbol: str) -> bool:
    """Whether a kind may bear this symbol; true where the symbol states no kind."""
    stated = kind_of_symbol(symbol)
    if stated is None or stated == kind:
        return True
    code = next(code for code in re.split(r"[/\-]", symbol)[1:] if not code.isdigit())
    if re.fullmatch(r"(?:UBTV)?QH[\dIVX]+", code):
        return kind in {"L", "BL", "PL", "NQ", "HP"}  # the National Assembly's laws and resolutions share one form
    return kind in ALLOWED.get(stated, frozenset())
