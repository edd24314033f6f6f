// The progress of a round moves while its page is open. Without this file the page asks for itself every few seconds.
{
  const id = document.currentScript.dataset.round;
  const part = () => document.querySelector("[data-round-state]");
  const pause = 250;
  let asking = false;
  let missed = false;

  // Draws what the house says now: the progress while the round runs, the report when it has ended.
  const draw = async () => {
    missed = asking;
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page && page.querySelector("[data-round-state]");
      if (fresh) {
        part().replaceWith(document.adoptNode(fresh));
        if (fresh.dataset.roundState === "ended") end(fresh);
      }
    } finally {
      asking = false;
      if (missed) setTimeout(draw, pause);
    }
  };

  const end = (report) => {
    ear.close();
    missed = false;
    // Whoever reads something else on the page is left where they are.
    if (document.activeElement === document.body) report.querySelector("[data-round-report]").focus();
  };

  const ear = new EventSource("/live");
  // A connection that begins may have missed something.
  ear.addEventListener("hello", draw);
  ear.addEventListener("changed", (event) => {
    const { kind, subject } = JSON.parse(event.data);
    if (kind === "round.changed" && subject === id) draw();
  });
}
