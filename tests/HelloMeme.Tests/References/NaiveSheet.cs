using System.Numerics;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.References;

/// <summary>draft-engine.md sections 4 and 6 written as plain formulas with doubles and matrices, one vertex at a time.</summary>
internal static class NaiveSheet
{
    /// <summary>Where a sheet vertex goes; expression = its displacement by expression.</summary>
    public static Vector3 Move(HeadMesh mesh, int vertex, HeadMotion head, Vector3 expression)
    {
        var rotation = Matrix(head.Rotation);
        var roll = Math.Atan2(rotation[1, 0] - rotation[0, 1], rotation[0, 0] + rotation[1, 1]);
        var q = mesh.Positions[vertex] + expression;
        double[] rel = [q.X - mesh.Pivot.X, q.Y - mesh.Pivot.Y, q.Z - mesh.Pivot.Z];
        var turned = new double[3];
        for (var i = 0; i < 3; i++) turned[i] = rotation[i, 0] * rel[0] + rotation[i, 1] * rel[1] + rotation[i, 2] * rel[2];
        var h = 0.6 * mesh.Hair[vertex];
        turned[0] = (1 - h) * turned[0] + h * (Math.Cos(roll) * rel[0] - Math.Sin(roll) * rel[1]);
        turned[1] = (1 - h) * turned[1] + h * (Math.Sin(roll) * rel[0] + Math.Cos(roll) * rel[1]);
        double tx = head.Shift.X * mesh.Iod, ty = head.Shift.Y * mesh.Iod;
        double[] headPlace = [turned[0] * head.Scale + mesh.Pivot.X + tx, turned[1] * head.Scale + mesh.Pivot.Y + ty, turned[2] * head.Scale + mesh.Pivot.Z];
        double bx = mesh.Pivot.X, by = mesh.Pivot.Y + 1.6 * mesh.Iod, angle = 0.12 * roll, scale = 1 + 0.5 * (head.Scale - 1);
        double x = (q.X - bx) * scale, y = (q.Y - by) * scale;
        double[] torso = [x * Math.Cos(angle) - y * Math.Sin(angle) + bx + 0.55 * tx, x * Math.Sin(angle) + y * Math.Cos(angle) + by + 0.55 * ty, q.Z];
        double w = mesh.HeadWeight[vertex], reach = mesh.Reach[vertex];
        var place = new Vector3((float)(w * headPlace[0] + (1 - w) * torso[0]), (float)(w * headPlace[1] + (1 - w) * torso[1]), (float)(w * headPlace[2] + (1 - w) * torso[2]));
        return mesh.Positions[vertex] + (float)reach * (place - mesh.Positions[vertex]);
    }

    /// <summary>Displacement of one face point by coefficients that hit no limit and no lid.</summary>
    public static Vector3 Express(HeadMesh mesh, int point, MotionFrame motion)
    {
        var mouth = Math.Clamp(Vector3.Distance(mesh.Positions[61], mesh.Positions[291]) / mesh.Iod / 0.486, 0.7, 1.15);
        Vector3 sum = default;
        for (var i = 0; i < RigTables.Names.Length; i++)
        {
            var shape = RigTables.Shapes[i];
            var at = Array.IndexOf(shape.Indices, point);
            if (at < 0) continue;
            var size = shape.Name.StartsWith("mouth", StringComparison.Ordinal) ? mouth : shape.Name == "jawOpen" ? 0.5 + 0.5 * mouth : 1;
            sum += (float)size * motion.Blendshapes[i] * shape.Deltas[at];
        }

        return mesh.Iod * Vector3.Transform(sum, mesh.Pose.Rotation);
    }

    private static double[,] Matrix(Quaternion q)
    {
        var (x, y, z) = (Vector3.Transform(Vector3.UnitX, q), Vector3.Transform(Vector3.UnitY, q), Vector3.Transform(Vector3.UnitZ, q));
        return new double[,] { { x.X, y.X, z.X }, { x.Y, y.Y, z.Y }, { x.Z, y.Z, z.Z } };
    }
}
