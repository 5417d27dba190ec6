// Everything works without this file; it saves a click on the filters and gives keys to the hits.
"use strict";

for (const box of document.querySelectorAll(".facets input")) {
  box.addEventListener("change", () => {
    sessionStorage.setItem("ticked", `${box.name}=${box.value}`);
    box.form.requestSubmit();
  });
  // After the page has come back the reader is where he was.
  if (sessionStorage.getItem("ticked") === `${box.name}=${box.value}`) {
    sessionStorage.removeItem("ticked");
    box.focus({ preventScroll: true });
  }
}
for (const button of document.querySelectorAll(".facets .apply")) button.hidden = true;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "/") {
    const box = document.getElementById("q") || document.getElementById("find");
    if (!box) return;
    event.preventDefault();
    box.select();
  }
  if (event.key === "n" || event.key === "p") {
    const hits = [...document.querySelectorAll(".hit-clause")];
    const at = hits.findIndex((hit) => "#" + hit.id === decodeURIComponent(location.hash));
    const next = hits[at + (event.key === "n" ? 1 : -1)];
    if (next) location.hash = next.id;
  }
});

// Whoever changes the language stays where he reads.
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => { link.hash = location.hash; });
}

// The outline of a document shows where the reader is.
const outline = document.querySelector(".outline");
const places = [...document.querySelectorAll(".outline a")].map((link) => [link, document.getElementById(link.hash.slice(1))]);
function follow() {
  const passed = places.filter(([, place]) => place && place.getBoundingClientRect().top < innerHeight / 3);
  for (const [link] of places) link.removeAttribute("aria-current");
  const here = passed.at(-1)?.[0];
  if (!here) return;
  here.setAttribute("aria-current", "location");
  if (getComputedStyle(outline).position === "sticky") {
    outline.scrollTop += here.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 2;
  }
}
if (places.length) {
  let waiting;
  addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(follow);
  }, { passive: true });
  follow();
}
