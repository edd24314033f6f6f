// The page of a parcel stays right while it is open. Without this file it is right when the page is made. What somebody has
// begun to fill in is never taken away: then the page only says that something happened. `bell.js` hears for both.
{
  const { id } = document.currentScript.dataset;
  const part = () => document.querySelector("[data-parcel]");
  let begun = part().dataset.begun === "true";
  let asking = false;
  let missed = false;

  const look = async () => {
    missed = asking;
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page && page.querySelector("[data-parcel]");
      if (fresh && fresh.dataset.parcel !== part().dataset.parcel) show(fresh);
    } finally {
      asking = false;
      if (missed) look();
    }
  };

  const show = (fresh) => {
    const news = document.querySelector("[data-parcel-news]");
    const kept = begun || part().contains(document.activeElement);
    if (!kept) part().replaceWith(document.adoptNode(fresh));
    news.textContent = kept ? news.dataset.kept : news.dataset.drawn;
    news.dataset.said = "true";
  };

  document.addEventListener("input", (event) => {
    begun ||= part().contains(event.target);
  });
  document.addEventListener("live", ({ detail }) => {
    // A connection that begins may have missed something.
    const matters = !detail.kind || (detail.kind === "parcel.changed" && detail.subject === id);
    if (matters) look();
  });
}
