using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 4, "Motion of a vertex", written as displacements so that no motion is exactly none.
/// <summary>Moves the sheet: expression on the face and what hangs on it, then the head, then the torso that follows a little.</summary>
internal static class SheetDeformer
{
    private const float TorsoShift = 0.55f, TorsoRoll = 0.12f, TorsoScale = 0.5f, TorsoBase = 1.6f;

    /// <summary>Displacement of all sheet vertices in picture pixels. <paramref name="expression"/>: the 468 face points'.</summary>
    public static void Run(HeadMesh mesh, HeadMotion head, ReadOnlySpan<Vector3> expression, Span<Vector3> displacement)
    {
        var motion = new Rigid(mesh, head);
        for (var i = 0; i < displacement.Length; i++)
        {
            var own = i < FaceLandmarks.MeshCount ? expression[i] : Followed(mesh, i, expression);
            var moved = mesh.Positions[i] + own;
            var weight = mesh.HeadWeight[i];
            var carried = weight * motion.Head(moved, mesh.HairStiffness(i));
            if (weight < 1 && mesh.Layered) carried += (1 - weight) * motion.Torso(moved);
            displacement[i] = mesh.Reach[i] * (own + carried);
        }
    }

    /// <summary>Where the head's motion carries a point that rides on the skull (an eyeball, the teeth).</summary>
    public static Vector3 CarryRigid(HeadMesh mesh, HeadMotion head, Vector3 point) => point + new Rigid(mesh, head).Head(point, 0);

    private static Vector3 Followed(HeadMesh mesh, int vertex, ReadOnlySpan<Vector3> expression)
    {
        var rim = HeadMesh.RimIndex(vertex);
        return mesh.ExpressionShare[vertex] * 0.5f * (expression[HeadMesh.RimStart(rim)] + expression[HeadMesh.RimEnd(rim)]);
    }

    private readonly struct Rigid
    {
        private readonly Vector3 _pivot, _shift, _columnX, _columnY, _columnZ, _base;
        private readonly Vector2 _roll, _torso;   // (cosine, sine) minus (1, 0), the torso's scaled
        private readonly float _scale;

        public Rigid(HeadMesh mesh, HeadMotion head)
        {
            _pivot = mesh.Pivot;
            _base = mesh.Pivot + new Vector3(0, TorsoBase * mesh.Iod, 0);
            _scale = head.Scale;
            _shift = new Vector3(head.Shift * mesh.Iod, 0);
            var (x, y, z) = RotationColumns.From(head.Rotation);
            (_columnX, _columnY, _columnZ) = (x - Vector3.UnitX, y - Vector3.UnitY, z - Vector3.UnitZ);
            var roll = MathF.Atan2(x.Y - y.X, x.X + y.Y);
            _roll = new Vector2(MathF.Cos(roll) - 1, MathF.Sin(roll));
            var torsoScale = 1 + TorsoScale * (head.Scale - 1);
            _torso = new Vector2(torsoScale * MathF.Cos(TorsoRoll * roll) - 1, torsoScale * MathF.Sin(TorsoRoll * roll));
        }

        public Vector3 Head(Vector3 point, float stiffness)
        {
            var r = point - _pivot;
            var turn = r.X * _columnX + r.Y * _columnY + r.Z * _columnZ;
            turn.X = Ramp.Mix(turn.X, r.X * _roll.X - r.Y * _roll.Y, stiffness);
            turn.Y = Ramp.Mix(turn.Y, r.X * _roll.Y + r.Y * _roll.X, stiffness);
            return turn * _scale + r * (_scale - 1) + _shift;
        }

        public Vector3 Torso(Vector3 point)
        {
            var r = point - _base;
            return new Vector3(r.X * _torso.X - r.Y * _torso.Y, r.X * _torso.Y + r.Y * _torso.X, 0) + TorsoShift * _shift;
        }
    }
}
