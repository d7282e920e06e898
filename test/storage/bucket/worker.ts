import { Problem } from '../../../server/kernel/problem.ts'
import { bucketFiles } from '../../../server/storage/files-r2.ts'

/** PUT, GET and DELETE a file by the id in the query; LIST what was written before `older`. `?none` is a Worker without a bucket. */
export default {
  async fetch(request: Request, env: Record<string, unknown>): Promise<Response> {
    const { searchParams: query } = new URL(request.url)
    const files = bucketFiles(query.has('none') ? undefined : env.FILES)
    const id = query.get('id') ?? ''
    try {
      if (query.has('older')) return Response.json(await files.list(new Date(Number(query.get('older')))))
      if (request.method === 'PUT') await files.put(id, new Uint8Array(await request.arrayBuffer()))
      if (request.method === 'DELETE') await files.delete(id)
      const bytes = await files.get(id)
      return bytes ? new Response(bytes) : new Response(null, { status: 404 })
    } catch (error) {
      if (error instanceof Problem) return Response.json(error.code, { status: error.status })
      throw error
    }
  },
}
