"""PDF files that tests write by hand, object by object."""


def pdf(objects: list[str], *, trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    data = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode() + end.encode()


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
    return pdf(
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
    return pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 /Parent 2 0 R >>"]
    )


def recursive_pdf() -> bytes:
    """A PDF whose page shows a form that shows itself twice."""
    box = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    page = "/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {page} >>",
            "<< /Length 5 >>\nstream\n/X Do\nendstream",
            f"<< {box} /Length 11 >>\nstream\n/X Do /X Do\nendstream",
        ]
    )
