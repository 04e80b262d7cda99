using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

// Source: Loop 1987, weights of Warren.
/// <summary>One level of smooth subdivision of a triangle mesh: every triangle becomes four.</summary>
internal static class LoopSubdivision
{
    public static (Vector3[] Points, int[] Triangles) Refine(Vector3[] points, int[] triangles)
    {
        var edges = FindEdges(triangles);
        var refined = new Vector3[points.Length + edges.Count];
        MoveOldPoints(points, edges, refined);
        foreach (var ((a, b), edge) in edges)
        {
            refined[points.Length + edge.Index] = edge.Right < 0
                ? (points[a] + points[b]) / 2
                : (points[a] + points[b]) * 0.375f + (points[edge.Left] + points[edge.Right]) * 0.125f;
        }

        return (refined, Split(points.Length, triangles, edges));
    }

    private static Dictionary<(int A, int B), Edge> FindEdges(int[] triangles)
    {
        var edges = new Dictionary<(int, int), Edge>();
        for (var t = 0; t < triangles.Length; t += 3)
        {
            for (var k = 0; k < 3; k++)
            {
                var key = Key(triangles[t + k], triangles[t + (k + 1) % 3]);
                var opposite = triangles[t + (k + 2) % 3];
                edges[key] = edges.TryGetValue(key, out var edge) ? edge with { Right = opposite } : new Edge(edges.Count, opposite, -1);
            }
        }

        return edges;
    }

    private static void MoveOldPoints(Vector3[] points, Dictionary<(int A, int B), Edge> edges, Vector3[] refined)
    {
        var inner = new (Vector3 Sum, int Count)[points.Length];
        var border = new (Vector3 Sum, int Count)[points.Length];
        foreach (var ((a, b), edge) in edges)
        {
            inner[a] = (inner[a].Sum + points[b], inner[a].Count + 1);
            inner[b] = (inner[b].Sum + points[a], inner[b].Count + 1);
            if (edge.Right >= 0) continue;
            border[a] = (border[a].Sum + points[b], border[a].Count + 1);
            border[b] = (border[b].Sum + points[a], border[b].Count + 1);
        }

        for (var i = 0; i < points.Length; i++)
        {
            var beta = inner[i].Count == 3 ? 3f / 16 : 3f / (8 * inner[i].Count);
            refined[i] = border[i].Count > 0
                ? points[i] * 0.75f + border[i].Sum * 0.125f
                : points[i] * (1 - inner[i].Count * beta) + inner[i].Sum * beta;
        }
    }

    private static int[] Split(int pointCount, int[] triangles, Dictionary<(int A, int B), Edge> edges)
    {
        var split = new List<int>(triangles.Length * 4);
        for (var t = 0; t < triangles.Length; t += 3)
        {
            var (a, b, c) = (triangles[t], triangles[t + 1], triangles[t + 2]);
            var ab = pointCount + edges[Key(a, b)].Index;
            var bc = pointCount + edges[Key(b, c)].Index;
            var ca = pointCount + edges[Key(c, a)].Index;
            split.AddRange([a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca]);
        }

        return [.. split];
    }

    private static (int A, int B) Key(int a, int b) => a < b ? (a, b) : (b, a);

    /// <summary>Left and Right: the third points of the triangles at the edge; Right is -1 on the border.</summary>
    private readonly record struct Edge(int Index, int Left, int Right);
}
