// Keeps what is being typed, so that a dropped connection loses nothing. Without this script, "Save" does the same.
const WAIT = 1500;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = document.createElement("p");
  status.className = "nhsuk-hint";
  status.setAttribute("role", "status");
  form.append(status);
  let timer;
  let dirty = false;

  const keep = async () => {
    const body = new FormData(form);
    body.delete("posting");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      dirty = false;
      status.textContent = form.dataset.draftKept;
    } catch {
      status.textContent = form.dataset.draftWaits;
      timer = setTimeout(keep, WAIT * 4);
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(timer);
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
