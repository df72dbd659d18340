import { LinkButton, Note } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import page from '@parlour/interface/page.module.css';

/** For a device whose record of what it has spent is damaged: it is out of rounds for good, and what can be done about it. */
export function OutOfRounds({ why }: { why: PlainError }) {
  return (
    <section className={page.panel} aria-labelledby="out-of-rounds">
      <h2 id="out-of-rounds">This device takes part in no rounds any more</h2>
      <Note tone="bad" icon="warning">
        <p>
          <strong>{why.message}</strong>
        </p>
        <p>{why.meaning}</p>
      </Note>
      <p>
        Everything else works as before: your history, your lists and what was learned are not affected.
        Nothing is asked of this device, and nothing leaves it. It stays so, also after a reload, as no record
        that is put together again could be trusted.
      </p>
      <h3>What you can do</h3>
      <ul className={page.stack}>
        <li>Leave it so. Nothing is lost but your part in the sums.</li>
        <li>
          If this browser profile was copied or put back to an older state, go back to the one that you used
          last.
        </li>
        <li>
          Set this device up again: export everything, erase Parlour here, and bring your history back by
          importing it. It then begins with a new privacy budget; what was told before and what will be told
          add up.
        </li>
      </ul>
      <div className={page.row}>
        <LinkButton to="/data">Export or erase</LinkButton>
      </div>
      <p className={page.quiet}>
        If it happens again, tell whoever runs this Parlour this code: <code>{why.code}</code>
      </p>
    </section>
  );
}
