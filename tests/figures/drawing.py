"""Figures as a browser reads them."""

from __future__ import annotations

from xml.dom import minidom


def parsed(svg: str) -> minidom.Document:
    """Read a figure; what is not well-formed is refused."""
    return minidom.parseString(svg)  # noqa: S318 - our own figures, never somebody's file


def texts(svg: str, tag: str) -> list[str]:
    """The texts of all elements of one kind."""
    found = parsed(svg).getElementsByTagName(tag)
    return ["".join(node.data for node in element.childNodes if isinstance(node, minidom.Text)) for element in found]
