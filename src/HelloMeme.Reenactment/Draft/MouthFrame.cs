using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 7, "Coordinates on the teeth plane, rigid with the skull".
/// <summary>Where mouth and lips of a frame are: a plane through the teeth with u across and v down in IOD, and the lips' edges on it.</summary>
internal sealed class MouthFrame
{
    private const int Samples = 128;

    private readonly HeadMesh _mesh;
    private readonly Vector3 _anchor;
    private readonly float[] _upper = new float[Samples], _lower = new float[Samples];
    private Matrix3x2 _toPlane;

    public MouthFrame(HeadMesh mesh)
    {
        _mesh = mesh;
        var positions = mesh.Positions;
        RestGap = Vector3.Distance(positions[13], positions[14]) / mesh.Iod;
        _anchor = RestGap < 0.05f ? (positions[13] + positions[14]) / 2 : positions[13];
        RestWidest = Widest(positions, mesh.Down, mesh.Iod);
    }

    /// <summary>Opening in the middle of the photo's own mouth, IOD.</summary>
    public float RestGap { get; }

    /// <summary>Widest opening of the photo's own mouth, IOD.</summary>
    public float RestWidest { get; }

    /// <summary>The teeth plane's origin at rest, picture pixels.</summary>
    public Vector3 Anchor => _anchor;

    /// <summary>Widest opening of this frame, IOD.</summary>
    public float WidestGap { get; private set; }

    /// <summary>Picture pixels per IOD in this frame.</summary>
    public float Iod { get; private set; }

    /// <summary>How far the jaw (landmark 17) fell below where the skull carries it, IOD.</summary>
    public float JawDrop { get; private set; }

    /// <summary>Across, the corners of the inner lips: subject's right (negative) and left.</summary>
    public (float Right, float Left) Corners { get; private set; }

    /// <summary>The face's down axis in the picture, unit length.</summary>
    public Vector2 Down { get; private set; }

    /// <summary>Shift across per IOD of forward reach: which way something that sticks out leans.</summary>
    public Vector2 Forward { get; private set; }

    public void Set(SheetFrame frame, HeadMotion head)
    {
        var positions = frame.Positions;
        Iod = _mesh.Iod * head.Scale;
        var (x, y, z) = RotationColumns.From(head.Rotation * _mesh.Pose.Rotation);
        Down = Vector2.Normalize(new Vector2(y.X, y.Y));
        var origin = SheetDeformer.CarryRigid(_mesh, head, _anchor);
        var fromPlane = new Matrix3x2(x.X * Iod, x.Y * Iod, y.X * Iod, y.Y * Iod, origin.X, origin.Y);
        _toPlane = Matrix3x2.Invert(fromPlane, out var inverse) ? inverse : default;
        Forward = Vector2.TransformNormal(-new Vector2(z.X, z.Y) * Iod, _toPlane);
        WidestGap = Widest(positions, y, Iod);
        var carried = SheetDeformer.CarryRigid(_mesh, head, _mesh.Positions[17]);
        JawDrop = Vector2.Dot(new Vector2(positions[17].X - carried.X, positions[17].Y - carried.Y), Down) / Iod;
        var (first, last) = (ToPlane(positions[78]).X, ToPlane(positions[308]).X);
        Corners = (Math.Min(first, last), Math.Max(first, last));
        Trace(positions, FaceTopology.LipInnerUpper, _upper);
        Trace(positions, FaceTopology.LipInnerLower, _lower);
    }

    /// <summary>Picture position to (u across, v down) in IOD from the mouth's middle.</summary>
    public Vector2 ToPlane(Vector2 picture) => Vector2.Transform(picture, _toPlane);

    public Vector2 ToPlane(Vector3 picture) => ToPlane(new Vector2(picture.X, picture.Y));

    /// <summary>v of the upper and the lower inner lip at u.</summary>
    public (float Upper, float Lower) LipsAt(float u)
    {
        var place = Math.Clamp((u - Corners.Right) / (Corners.Left - Corners.Right), 0, 1) * (Samples - 1);
        var i = Math.Min((int)place, Samples - 2);
        return (Ramp.Mix(_upper[i], _upper[i + 1], place - i), Ramp.Mix(_lower[i], _lower[i + 1], place - i));
    }

    private static float Widest(ReadOnlySpan<Vector3> positions, Vector3 down, float iod)
    {
        var flat = Vector2.Normalize(new Vector2(down.X, down.Y));
        float widest = 0;
        for (var k = 0; k < FaceTopology.LipInnerUpper.Length; k++)
        {
            var gap = positions[FaceTopology.LipInnerLower[k]] - positions[FaceTopology.LipInnerUpper[k]];
            widest = Math.Max(widest, Vector2.Dot(new Vector2(gap.X, gap.Y), flat));
        }

        return widest / iod;
    }

    /// <summary>The row as v over equal steps of u between the corners.</summary>
    private void Trace(ReadOnlySpan<Vector3> positions, int[] row, float[] trace)
    {
        var k = 0;
        Vector2 from = ToPlane(positions[row[0]]), to = ToPlane(positions[row[1]]);
        for (var i = 0; i < Samples; i++)
        {
            var u = Ramp.Mix(Corners.Right, Corners.Left, i / (float)(Samples - 1));
            while (to.X < u && k + 2 < row.Length)
            {
                k++;
                (from, to) = (to, ToPlane(positions[row[k + 1]]));
            }

            trace[i] = Ramp.Mix(from.Y, to.Y, Math.Clamp((u - from.X) / MathF.Max(1e-6f, to.X - from.X), 0, 1));
        }
    }
}
