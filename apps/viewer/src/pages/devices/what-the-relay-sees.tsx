import page from '@parlour/interface/page.module.css';

/** What is promised, and what is not. */
export function WhatTheRelaySees() {
  return (
    <section className={page.panel} aria-labelledby="relay-sees">
      <h2 id="relay-sees">What the relay sees</h2>
      <p>
        Your devices share history, ratings, watchlist and settings, encrypted on the device. The relay keeps
        sealed packets until every device has them, and has no key to any.
      </p>
      <p className={page.quiet}>
        It sees a room with a random name, how many devices write there, when, and roughly how much; your
        address on the network while you are connected; and one name that stays the same, under which your
        recovery words find your devices. It can lose or withhold packets; your devices notice what any of
        them has seen.
      </p>
    </section>
  );
}
