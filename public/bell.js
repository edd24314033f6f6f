// The mark of unread notices stays right while a page is open. Without this file it is right when the page is made.
// Only the tab that is looked at listens: a browser keeps few connections to one host.
const bell = document.querySelector("[data-bell]");
let ear = null;

async function count() {
  // While the net is away the mark stays as it is: the next change, or the connection that begins again, counts anew.
  const answer = await fetch("/api/notices/unread", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
  }).catch(() => null);
  if (!answer?.ok) return;
  const unread = await answer.json();
  const mark = bell.querySelector("[data-bell-count]");
  mark.textContent = unread > 99 ? "99+" : String(unread);
  mark.hidden = unread === 0;
  const words = unread === 0 ? bell.dataset.none : unread === 1 ? bell.dataset.one : bell.dataset.many;
  bell.querySelector("[data-bell-words]").textContent = words.replace("{n}", String(unread));
}

// Other scripts of the page hear through the same connection.
function pass(event) {
  document.dispatchEvent(new CustomEvent("live", { detail: JSON.parse(event.data) }));
}

function listen() {
  if (document.visibilityState === "hidden") {
    ear?.close();
    ear = null;
  } else if (!ear) {
    ear = new EventSource("/live");
    // A connection that begins may have missed something.
    ear.addEventListener("hello", count);
    ear.addEventListener("hello", pass);
    ear.addEventListener("changed", pass);
    ear.addEventListener("changed", (event) => {
      if (JSON.parse(event.data).kind.startsWith("notice.")) count();
    });
  }
}

if (bell) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
