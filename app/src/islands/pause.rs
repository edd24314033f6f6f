//! Waiting inside an island, without blocking the page.

use std::time::Duration;

use futures::channel::oneshot;
use leptos::prelude::set_timeout;

/// Comes back after `time`.
pub async fn pause(time: Duration) {
    let (wake, woken) = oneshot::channel();
    set_timeout(
        move || {
            // Whoever waited may be gone.
            let _ = wake.send(());
        },
        time,
    );
    let _ = woken.await;
}
