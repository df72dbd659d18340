/** Lets an overlay be part of the page's main landmark, so that it can be found from there; positions stay the same. */
export function insideMain(): { UNSTABLE_portalContainer?: Element } {
  const main = document.getElementById('main');
  return main === null ? {} : { UNSTABLE_portalContainer: main };
}
