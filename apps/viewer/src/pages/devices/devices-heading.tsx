import page from '@parlour/interface/page.module.css';

export function DevicesHeading() {
  return (
    <>
      <h1>Your devices</h1>
      <p className={page.lead}>
        The same history, ratings and watchlist on your phone, laptop and television. Only your devices can
        read them.
      </p>
    </>
  );
}
