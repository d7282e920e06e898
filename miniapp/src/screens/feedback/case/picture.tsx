import { onHost } from '../../../api.ts'

/** A photo of the case, as wide as the page. */
export function Picture({ url, alt }: { url: string; alt: string }) {
  return <img class="picture" src={onHost(url)} alt={alt} loading="lazy" />
}
