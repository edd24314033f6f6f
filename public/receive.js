// Receiving without waiting: each scan is kept in the browser until the house has it, so none is lost while the net is away,
// and says what it was by colour and tone. Without this file each scan is a page of its own, and nothing else is missing.
const SCAN = "/api/receipts/scan";
const FINISH = "form[action='/api/receipts/finish'] button";
const gun = document.querySelector("[data-gun]");
const prefix = `portolan.scan.${gun?.dataset.gun}.`;
const sounds = "portolan.scan-sounds";
// What is worse is heard when one send holds several books.
const WORST = ["unreadable", "foreign", "over", "damaged", "back", "good"];
const TONES = {
  good: { verdicts: ["good"], notes: [[1320, 0.09]] },
  twice: { verdicts: ["damaged"], notes: [[660, 0.09], [0, 0.06], [660, 0.09]] },
  low: { verdicts: ["over", "foreign", "unreadable", "refused"], notes: [[196, 0.4]] },
  plain: { verdicts: ["back", "waiting"], notes: [[520, 0.07]] },
};
const part = (name) => document.querySelector(`[data-gun-${name}]`);
let audio = null;
let sending = false;
let pause = 0;
let timer = 0;
let drawing = false;
let again = false;

/** A key for one send (UUID version 4); the browser's own maker of them is not there without https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What the house has not answered yet, oldest first. Each has a key of its own: two tabs do not write over each other. */
function waiting() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return keys.map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.at - b.at);
}

const keep = (scan) => localStorage.setItem(prefix + scan.id, JSON.stringify(scan));
const forget = (scan) => localStorage.removeItem(prefix + scan.id);

function audible() {
  const chosen = localStorage.getItem(sounds);
  return chosen ? chosen === "on" : !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function beep(verdict) {
  const tone = Object.values(TONES).find((one) => one.verdicts.includes(verdict));
  if (!tone || !audible()) return;
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [pitch, seconds] of tone.notes) {
    if (pitch > 0) {
      const [note, loudness] = [audio.createOscillator(), audio.createGain()];
      note.frequency.value = pitch;
      loudness.gain.value = 0.2;
      note.connect(loudness).connect(audio.destination);
      note.start(at);
      note.stop(at + seconds);
    }
    at += seconds;
  }
}

/** What the last scan was, for eyes two metres away. */
function say(verdict, text) {
  const echo = part("echo");
  const tone = { good: "good", over: "warn", damaged: "warn", back: "info", waiting: "info" }[verdict] ?? "bad";
  echo.dataset.tone = tone;
  echo.hidden = false;
  const word = document.createElement("strong");
  word.textContent = gun.dataset[verdict];
  echo.replaceChildren(word, ` ${text}`);
  beep(verdict);
}

/** The scans that wait, and those that were refused: nothing that was scanned goes away unseen. */
function list() {
  const scans = waiting();
  const unsent = scans.filter((scan) => !scan.refused).length;
  const words = unsent === 1 ? gun.dataset.one : gun.dataset.many;
  part("unsent").textContent = unsent === 0 ? "" : words.replace("{n}", String(unsent));
  part("queue").hidden = scans.length === 0;
  part("scans").replaceChildren(...scans.map((scan) => row(scan)));
  if (unsent > 0) stale();
}

/** What is shown is no more the whole count: nobody finishes it before it was drawn anew. */
function stale() {
  for (const button of document.querySelectorAll(FINISH)) button.disabled = true;
}

function row(scan) {
  const item = document.createElement("li");
  item.textContent = scan.refused ? `${gun.dataset[scan.refused]} ${scan.text} ` : `${scan.text} `;
  if (scan.refused) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.dataset.kind = "quiet";
    button.textContent = gun.dataset.seen;
    button.addEventListener("click", () => {
      forget(scan);
      list();
      part("field").focus();
    });
    item.append(button);
  }
  return item;
}

/** Sends what waits, in its order; what cannot be sent now is tried again, less and less often. */
async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  let heard = false;
  for (let scan = waiting().find((one) => !one.refused); scan; scan = waiting().find((one) => !one.refused)) {
    const answer = await post(scan);
    if (!answer || answer.status >= 500 || [401, 408, 429].includes(answer.status)) {
      pause = Math.min(pause ? pause * 2 : 1000, 30000);
      timer = setTimeout(send, pause);
      break;
    }
    pause = 0;
    heard = true;
    if (answer.ok) {
      const verdicts = await answer.json().catch(() => []);
      forget(scan);
      // A send that had arrived before answers with nothing: it was said already.
      const worst = WORST.find((verdict) => verdicts.includes(verdict));
      if (worst) say(worst, scan.text);
    } else {
      keep({ ...scan, refused: answer.status === 409 ? "gone" : "refused" });
      say("refused", scan.text);
    }
  }
  sending = false;
  list();
  if (heard) draw();
}

async function post(scan) {
  const { no, id, text, state, back } = scan;
  try {
    return await fetch(SCAN, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ no, id, text, state, back: String(back) }),
    });
  } catch {
    return null;
  }
}

/** Draws the count anew, as the house sees it; the field keeps the cursor, and the choice that was made stays made. */
async function draw() {
  if (drawing) {
    again = true;
    return;
  }
  drawing = true;
  do {
    again = false;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) {
      setTimeout(draw, 3000);
      break;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [fresh, old] = [page.querySelector("[data-gun-live]"), part("live")];
    // The batch has gone on, or was held: the page says what can be done now.
    if (!fresh) {
      location.reload();
      break;
    }
    const rest = old.querySelector("[name=rest]")?.value;
    old.replaceWith(fresh);
    const choice = fresh.querySelector("[name=rest]");
    if (rest && choice) choice.value = rest;
  } while (again);
  drawing = false;
  list();
}

function take(event) {
  const form = event.target;
  if (form.getAttribute("action") !== SCAN) return;
  event.preventDefault();
  const fields = new FormData(form);
  const text = String(fields.get("text") ?? "").trim();
  part("field").value = "";
  part("field").focus();
  if (!text) return;
  const scan = { no: gun.dataset.gun, id: newId(), text, state: fields.get("state") ?? "", back: fields.get("back") === "true" };
  keep({ ...scan, at: Date.now() });
  if (!navigator.onLine || pause > 0) say("waiting", text);
  list();
  send();
}

/** Two scanners at one table see each other's books. Only the tab that is looked at listens. */
function listen() {
  let ear = null;
  const attend = () => {
    ear?.close();
    ear = document.visibilityState === "hidden" ? null : new EventSource("/live");
    ear?.addEventListener("changed", (event) => {
      if (JSON.parse(event.data).kind === "receipt.scanned" && !sending) draw();
    });
  };
  document.addEventListener("visibilitychange", attend);
  attend();
}

if (gun) {
  const box = part("sounds");
  box.closest("label").hidden = false;
  box.checked = audible();
  box.addEventListener("change", () => {
    localStorage.setItem(sounds, box.checked ? "on" : "off");
    beep("good");
    part("field").focus();
  });
  document.addEventListener("submit", take);
  window.addEventListener("online", send);
  list();
  send();
  listen();
}
