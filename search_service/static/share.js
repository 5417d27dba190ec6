// Copies, shares, keeps pictures, and dates what is printed. Copying works without a secure context too.
"use strict";

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  area.className = "hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function act(button, action) {
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!await action()) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}

for (const button of document.querySelectorAll("button.copy")) {
  act(button, async () => {
    await copy(document.getElementById(button.dataset.copy).textContent.trim());
    return true;
  });
}

// The system's menu where there is one, else the address is copied; the clause that is open goes along.
for (const button of document.querySelectorAll("button.share")) {
  act(button, async () => {
    const url = (button.dataset.url || location.href.split("#")[0]) + (button.dataset.url ? "" : location.hash);
    if (navigator.share) {
      await navigator.share({ title: document.title, url }).catch(() => {});
      return false;
    }
    await copy(url);
    return true;
  });
}

for (const button of document.querySelectorAll("button.png")) {
  act(button, async () => {
    const image = Object.assign(new Image(), { src: button.dataset.picture });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: button.dataset.name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    return false;
  });
}

for (const day of document.querySelectorAll("time.today")) {
  const now = new Date();
  day.dateTime = now.toLocaleDateString("sv");
  day.textContent = now.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}
