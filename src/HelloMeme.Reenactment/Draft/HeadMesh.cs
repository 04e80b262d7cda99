using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 4.
/// <summary>One sheet for the whole person: the 468 face points, 36 midpoints of the oval's edges, then 15 polar rings of 72 around it.
/// Positions in picture pixels (z too), weights per vertex.</summary>
internal sealed class HeadMesh
{
    public const int RimCount = 72;
    public const int FirstRing = FaceLandmarks.MeshCount + RimCount / 2;
    public const int VertexCount = FirstRing + 15 * RimCount;

    private const float Foreshortening = 0.6f;

    private static readonly float[] Rings = [.035f, .08f, .13f, .19f, .27f, .37f, .5f, .66f, .86f, 1.1f, 1.4f, 1.8f, 2.4f, 3.2f, 4.5f];

    private readonly float[] _silhouette;

    public HeadMesh(FaceLandmarks landmarks, PixelPlane? matte, float matteScale)
    {
        Layered = matte is not null;
        landmarks.Mesh.CopyTo(Positions);
        Pose = HeadPose.Fit(RigTables.Canonical, landmarks.Mesh, FaceTopology.Stable);
        Pivot = Pose.Apply(HeadPose.Pivot);
        Down = Vector3.Transform(Vector3.UnitY, Pose.Rotation);
        for (var i = 0; i < RimCount; i++) Rim[i] = (Positions[RimStart(i)] + Positions[RimEnd(i)]) / 2;
        Vector2 centre = default;
        foreach (var point in Rim) centre += new Vector2(point.X, point.Y) / RimCount;
        _silhouette = SilhouetteRays.Find(Rim, centre, matte, matteScale);
        for (var i = 0; i < RimCount / 2; i++) SetOuter(FaceLandmarks.MeshCount + i, 2 * i + 1, 0, centre);
        for (var ring = 0; ring < Rings.Length; ring++)
        {
            for (var i = 0; i < RimCount; i++) SetOuter(FirstRing + ring * RimCount + i, i, Rings[ring], centre);
        }

        Array.Fill(HeadWeight, 1, 0, FaceLandmarks.MeshCount);
        Array.Fill(Reach, 1, 0, FaceLandmarks.MeshCount);
        Triangles = SheetTriangles.Make(Positions, out var facing);
        Facing = facing;
    }

    /// <summary>False without a mask: the whole picture is one sheet.</summary>
    public bool Layered { get; }

    /// <summary>Canonical face to picture; its scale is the photo's IOD in pixels.</summary>
    public HeadPose Pose { get; }

    public float Iod => Pose.Scale;

    /// <summary>Point between the ears the head turns about, in picture pixels.</summary>
    public Vector3 Pivot { get; }

    /// <summary>The face's own down axis.</summary>
    public Vector3 Down { get; }

    public Vector3[] Positions { get; } = new Vector3[VertexCount];

    /// <summary>The oval's 36 points and, between them, the middles of its edges.</summary>
    public Vector3[] Rim { get; } = new Vector3[RimCount];

    public int[] Triangles { get; }

    /// <summary>Sign that turns cross products of <see cref="Triangles"/> towards the viewer (z negative).</summary>
    public float Facing { get; }

    /// <summary>1 moves with the head, 0 with the torso.</summary>
    public float[] HeadWeight { get; } = new float[VertexCount];

    /// <summary>0 on the face .. 1 at the silhouette.</summary>
    public float[] Hair { get; } = new float[VertexCount];

    /// <summary>How much less the hair narrows when the head turns: 0 .. 0.6.</summary>
    public float HairStiffness(int vertex) => Foreshortening * Hair[vertex];

    /// <summary>Share of the rim's expression displacement an outer vertex follows.</summary>
    public float[] ExpressionShare { get; } = new float[VertexCount];

    /// <summary>1, fading to 0 at the outermost ring, where the sheet joins the photo that stays.</summary>
    public float[] Reach { get; } = new float[VertexCount];

    /// <summary>Index on the rim of an outer vertex (468 and above).</summary>
    public static int RimIndex(int vertex) => vertex < FirstRing ? 2 * (vertex - FaceLandmarks.MeshCount) + 1 : (vertex - FirstRing) % RimCount;

    /// <summary>The oval landmark at or before a rim point; the point is the mean of it and <see cref="RimEnd"/>.</summary>
    public static int RimStart(int rim) => FaceTopology.Oval[rim / 2];

    public static int RimEnd(int rim) => FaceTopology.Oval[rim % 2 == 0 ? rim / 2 : (rim / 2 + 1) % 36];

    private void SetOuter(int vertex, int rim, float beyond, Vector2 centre)
    {
        var start = Rim[rim];
        var flat = centre + (new Vector2(start.X, start.Y) - centre) * (1 + beyond);
        var toSilhouette = Math.Clamp(beyond / (_silhouette[rim] - 1), 0, 1);
        var deep = Math.Max(Pivot.Z, start.Z);   // never in front of a far-side oval
        var z = Ramp.Mix(deep, start.Z, 1 - Ramp.Smooth(0, 1, toSilhouette));
        var chin = Pose.Unapply(Positions[152]).Y;
        var below = beyond > 0 ? Ramp.Smooth(chin - 0.15f, chin + 0.45f, Pose.Unapply(new Vector3(flat, z)).Y) : 0;
        Positions[vertex] = new Vector3(flat, Ramp.Mix(z, Math.Max(z, Pivot.Z), below));
        Hair[vertex] = toSilhouette * toSilhouette;
        HeadWeight[vertex] = beyond > 0 ? WeightOf(flat, beyond, rim) : 1;
        Reach[vertex] = 1 - Ramp.Smooth(2.4f, Rings[^1], beyond);
        var distance = Vector2.Distance(flat, new Vector2(start.X, start.Y)) / Iod;
        var sigma = Ramp.Mix(0.30f, 0.55f, Ramp.Smooth(0.3f, 0.9f, Pose.Unapply(start).Y));   // the neck follows the chin further
        ExpressionShare[vertex] = MathF.Exp(-distance * distance / (sigma * sigma));
    }

    private float WeightOf(Vector2 flat, float beyond, int rim)
    {
        var down = Vector2.Normalize(new Vector2(Down.X, Down.Y));
        var chin = new Vector2(Positions[152].X, Positions[152].Y);
        var weight = 1 - Ramp.Smooth(-0.10f, 1.15f, Vector2.Dot(flat - chin, down) / Iod);
        return Layered ? weight : weight * (1 - Ramp.Smooth(0.8f, 3.2f, beyond / (_silhouette[rim] - 1)));
    }
}
