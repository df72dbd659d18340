import { LinkButton } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { PageHead } from '../components/page-head.tsx';

export function NotFoundPage() {
  return (
    <div className={page.page}>
      <PageHead title="There is nothing here" lead="This address leads nowhere in the console." />
      <div className={page.row}>
        <LinkButton to="/" look="primary">
          To the overview
        </LinkButton>
      </div>
    </div>
  );
}
