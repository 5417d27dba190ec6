"""PDF files that no reader should trust, written by hand, object by object."""

from tests.typesetting import assembled


def simple_pdf(
    content: str = "BT /F 12 Tf 72 700 Td (Gongbao) Tj ET",
    *,
    box: str = "0 0 595 842",
    pages: int = 1,
    trailer: str = "",
) -> bytes:
    """A PDF of pages with the same content, in Helvetica."""
    kids = " ".join(f"{4 + at} 0 R" for at in range(pages))
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 3 0 R /Resources << /Font << /F {4 + pages} 0 R >> >> >>"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
            stream,
            *[page] * pages,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ],
        trailer=trailer,
    )


def encrypted_pdf() -> bytes:
    """A PDF whose password is not the empty one."""
    key = "<" + "5a" * 32 + ">"
    encryption = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>]"
    return simple_pdf(trailer=encryption)


def endless_pdf() -> bytes:
    """A PDF whose tree of pages leads back to itself and says that it has a thousand million pages."""
    return assembled(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 /Parent 2 0 R >>"]
    )


def recursive_pdf() -> bytes:
    """A PDF whose page shows a form that shows itself twice."""
    box = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    page = "/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {page} >>",
            "<< /Length 5 >>\nstream\n/X Do\nendstream",
            f"<< {box} /Length 11 >>\nstream\n/X Do /X Do\nendstream",
        ]
    )
