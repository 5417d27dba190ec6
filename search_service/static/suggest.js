// Suggestions under the box while a query is typed: a combobox after the ARIA pattern. Without it the box still searches.
"use strict";

const WAIT = 120;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.said = form.dataset;
    this.box = form.querySelector("input[type=search]");
    this.known = new Map();
    this.items = [];
    this.at = -1;
    this.list = make("ul", { id: `${this.box.id}-suggestions`, role: "listbox", hidden: "", "aria-label": this.box.labels[0].textContent });
    this.status = make("p", { class: "hidden", role: "status" });
    form.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.box.setAttribute(name, value);
    this.box.addEventListener("input", (event) => { if (!event.isComposing) this.later(); });
    this.box.addEventListener("compositionend", () => this.later());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.close());
    // A press must not take the focus away before the click is heard.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(this.items[Number(option.dataset.at)]);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.box.value.trim();
    if (!typed) return this.close();
    this.list.setAttribute("aria-busy", "true");
    this.timer = setTimeout(() => this.ask(typed), WAIT);
  }

  async ask(typed) {
    this.asking = new AbortController();
    try {
      if (!this.known.has(typed)) {
        const answer = await fetch(`${this.said.suggest}?q=${encodeURIComponent(typed)}`, { signal: this.asking.signal });
        if (!answer.ok) return this.close();
        this.known.set(typed, (await answer.json()).items);
      }
      const only = this.said.only;
      this.show(this.known.get(typed).filter((item) => !only || item.type === only));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items) {
    if (document.activeElement !== this.box) return this.close();
    const chosen = this.items[this.at];
    this.items = items;
    this.list.replaceChildren(...items.map((item, at) => this.option(item, at)));
    this.open(items.length > 0);
    // An answer that comes late does not take away the suggestion that a reader has walked to.
    this.mark(chosen ? items.findIndex((item) => item.type === chosen.type && item.label === chosen.label) : -1);
    this.status.textContent = this.said.said.replace("#", items.length);
  }

  option(item, at) {
    const line = make("li", { role: "option", id: `${this.box.id}-suggestion-${at}`, "data-at": at, "aria-selected": "false" });
    const name = make("span", { class: "what", lang: /[\u3400-\u9fff]/.test(item.label) ? "zh-Hans" : "en" }, item.label);
    const kind = make("span", { class: "kind" }, this.said[item.type]);
    line.append(name, kind);
    if (item.title) line.append(make("span", { class: "en", lang: "zh-Hans" }, item.title));
    if (item.label_en && item.type !== "number") line.append(make("span", { class: "en", lang: "en" }, item.label_en));
    return line;
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) { if (event.key === "ArrowDown") this.later(); return; }
      event.preventDefault();
      const count = this.items.length;
      this.mark(event.key === "ArrowDown" ? (this.at + 1) % count : (this.at <= 0 ? count : this.at) - 1);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && shown && this.at >= 0) {
      event.preventDefault();
      this.take(this.items[this.at]);
    }
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return this.box.removeAttribute("aria-activedescendant");
    this.list.children[at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", `${this.box.id}-suggestion-${at}`);
  }

  take(item) {
    this.close();
    if (item.type === "term") {
      this.box.value = item.label;
      this.form.requestSubmit();
      return;
    }
    const address = new URL(this.said.root + item.url, location.origin);
    const chosen = this.form.elements.lang;
    if (chosen) address.searchParams.set("lang", chosen.value);
    location.assign(address);
  }

  open(yes) {
    this.list.hidden = !yes;
    this.list.removeAttribute("aria-busy");
    this.box.setAttribute("aria-expanded", String(yes));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
    this.mark(-1);
    this.status.textContent = "";
  }
}

function make(tag, attributes, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
