import { Mark } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import '@parlour/interface/styles.css';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <main className={page.narrow}>
    <Mark />
    <h1>Parlour console</h1>
    <p className={page.lead}>
      This server has no sign-in for operators yet; its command line does everything.
    </p>
  </main>,
);
