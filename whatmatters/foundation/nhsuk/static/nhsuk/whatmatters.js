// What our pages add to the design system's script. Every page works without it.
// Leaving quickly: the page is blanked at once and replaced, so that "Back" does not show it again.

const exit = document.querySelector("[data-quick-exit]");

function leave(event) {
  event?.preventDefault();
  document.body.hidden = true;
  document.title = "";
  window.location.replace(exit.href);
}

if (exit) {
  exit.addEventListener("click", leave);
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((moment) => now - moment < 3000), now];
    if (presses.length >= 3) {
      leave(event);
    }
  });
}
