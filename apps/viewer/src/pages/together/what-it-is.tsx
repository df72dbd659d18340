import page from '@parlour/interface/page.module.css';

/** What taking part means, before anything is asked. */
export function WhatItIs() {
  return (
    <section className={page.panel} aria-labelledby="what-it-is">
      <h2 id="what-it-is">What taking part means</h2>
      <p>
        Some things can only be learned from many people: which titles are watched a lot just now, say. Once a
        week at most, your device can answer such questions together with many others. It is off until you
        choose it, and everything else works the same without.
      </p>
      <p>
        Your device puts its answer into numbers, blurs every number with chance, and hides the whole under
        masks that cancel only when the reports of all are added up. The server adds them without being able
        to read any. What it gets is the blurred sum. Your history, and your answer by itself, it does not.
      </p>
      <p>
        It happens only while Parlour is open and unlocked, you are not using it, and, where your browser says
        so, the device is on power and its connection is not metered. That a device at your internet address
        takes part, and when, is seen by the server, or by a relay in front of it. What has been sent cannot
        be taken back.
      </p>
    </section>
  );
}
