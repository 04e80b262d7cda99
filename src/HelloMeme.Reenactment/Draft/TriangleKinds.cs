using System.Drawing;
using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>What a triangle of the sheet shows: only person, only background, or both.</summary>
internal enum TriangleKind : byte { Mixed, Opaque, Empty }

/// <summary>Sorts triangles by the matte below them, so that most pixels need no blending. Conservative: in doubt Mixed.</summary>
internal static class TriangleKinds
{
    private const int Tile = 8, SplineReach = 6;

    /// <param name="alpha">Coverage 0..255 at picture size.</param>
    /// <param name="second">Where ring triangles show another texture; those are Mixed.</param>
    public static TriangleKind[] Sort(HeadMesh mesh, PixelPlane alpha, RectangleF second)
    {
        int columns = (alpha.Width + Tile - 1) / Tile, rows = (alpha.Height + Tile - 1) / Tile;
        float[] low = new float[columns * rows], high = new float[columns * rows];
        Array.Fill(low, 255);
        for (var y = 0; y < alpha.Height; y++)
        {
            var row = alpha.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var tile = y / Tile * columns + x / Tile;
                low[tile] = MathF.Min(low[tile], row[x]);
                high[tile] = MathF.Max(high[tile], row[x]);
            }
        }

        var kinds = new TriangleKind[mesh.Triangles.Length / 3];
        for (var t = 0; t < kinds.Length; t++)
        {
            var (a, b, c) = (mesh.Positions[mesh.Triangles[3 * t]], mesh.Positions[mesh.Triangles[3 * t + 1]], mesh.Positions[mesh.Triangles[3 * t + 2]]);
            var from = Vector3.Min(a, Vector3.Min(b, c));
            var to = Vector3.Max(a, Vector3.Max(b, c));
            if (t >= SheetTriangles.FaceCount && second.IntersectsWith(RectangleF.FromLTRB(from.X, from.Y, to.X, to.Y))) continue;
            float lowest = 255, highest = 0;
            for (var y = TileOf(from.Y - SplineReach, rows); y <= TileOf(to.Y + SplineReach, rows); y++)
            {
                for (var x = TileOf(from.X - SplineReach, columns); x <= TileOf(to.X + SplineReach, columns); x++)
                {
                    lowest = MathF.Min(lowest, low[y * columns + x]);
                    highest = MathF.Max(highest, high[y * columns + x]);
                }
            }

            kinds[t] = lowest >= 255 ? TriangleKind.Opaque : highest <= 0 ? TriangleKind.Empty : TriangleKind.Mixed;
        }

        return kinds;
    }

    private static int TileOf(float position, int count) => Math.Clamp((int)MathF.Floor(position / Tile), 0, count - 1);
}
