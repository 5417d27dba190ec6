// The printed page opens beside the text that a reader is at; without this file the links lead to a page of its own.
"use strict";

let opener = null;
let panel = null;

// The text takes another width where the panel stands beside it; the reader stays at the same line.
function stayingAt(element, change) {
  const before = element.getBoundingClientRect().top;
  change();
  scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
}

function close() {
  if (!opener) return;
  stayingAt(opener, () => {
    panel?.remove();
    document.body.classList.remove("with-print");
  });
  opener.setAttribute("aria-expanded", "false");
  opener.removeAttribute("aria-controls");
  panel = opener = null;
}

// What a page of its own shows, or in both languages why there is none.
function shownIn(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const found = page.querySelector(".print");
  if (found) return document.importNode(found, true);
  const section = document.createElement("section");
  section.className = "print";
  section.setAttribute("role", "alert");
  for (const said of page.querySelectorAll(".wrong h1 > span, .wrong .other > span")) {
    const line = section.appendChild(document.createElement("p"));
    line.className = "lack";
    line.append(document.importNode(said, true));
  }
  return section;
}

async function fetched(url) {
  const answer = await fetch(url);
  return shownIn(await answer.text());
}

function show(found) {
  const button = found.querySelector(".close");
  if (button) button.hidden = false;
  found.id = "print-panel";
  stayingAt(opener, () => {
    if (panel) panel.replaceWith(found);
    else (opener.closest(".clause, .frame, .print-place") || opener).after(found);
    document.body.classList.add("with-print");
  });
  panel = found;
  bringFrameIntoView(found);
}

// On a narrow screen the page is wider than what is seen of it, in a panel beside the text it is higher.
function bringFrameIntoView(found) {
  const frame = found.querySelector("rect")?.getBoundingClientRect();
  const desk = found.querySelector(".desk");
  if (!frame) return;
  desk.scrollLeft += frame.left - desk.getBoundingClientRect().left - 16;
  if (getComputedStyle(found).position === "fixed") found.scrollTop += frame.top - innerHeight / 3;
}

async function open(link) {
  const again = link === opener;
  close();
  if (again) return;
  opener = link;
  link.setAttribute("aria-busy", "true");
  try {
    const found = await fetched(link.href);
    if (opener !== link) return;
    show(found);
    link.setAttribute("aria-controls", "print-panel");
    link.setAttribute("aria-expanded", "true");
  } catch {
    location.href = link.href;
  } finally {
    link.removeAttribute("aria-busy");
  }
}

async function turn(link) {
  const from = panel;
  try {
    const found = await fetched(link.href);
    if (panel !== from) return;
    show(found);
    found.querySelector("h2")?.focus({ preventScroll: true });
  } catch {
    location.href = link.href;
  }
}

for (const link of document.querySelectorAll("a.to-print")) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
}
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a.to-print, #print-panel a.turn");
  if (link) {
    event.preventDefault();
    if (link.matches(".turn")) turn(link);
    else open(link);
  } else if (event.target.closest("#print-panel .close")) {
    const from = opener;
    close();
    from.focus();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("a.to-print")) {
    event.preventDefault();
    event.target.click();
  }
  if (event.key === "Escape" && panel) {
    const from = opener;
    close();
    from.focus();
  }
});
