"""What a file that is handed over says it is: its media type, by the letters at the end of its name."""

from __future__ import annotations

from typing import Final

CSV: Final = "text/csv; charset=utf-8"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
