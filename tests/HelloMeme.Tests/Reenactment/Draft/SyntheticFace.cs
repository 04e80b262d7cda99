using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>A portrait drawn by formula: the canonical face projected onto a textured head and shoulders before a textured wall.</summary>
internal static class SyntheticFace
{
    /// <summary>Landmarks of a face of the given IOD in pixels, its eyes' middle at (x, y), turned by angles in radians.</summary>
    public static FaceLandmarks Landmarks(float iod, float x, float y, float yaw = 0, float pitch = 0, float roll = 0)
    {
        var pose = new HeadPose(iod, new HeadAngles(yaw, pitch, roll).ToRotation(), new Vector3(x, y, 0));
        var points = new Vector3[FaceLandmarks.Count];
        for (var i = 0; i < FaceLandmarks.MeshCount; i++) points[i] = pose.Apply(RigTables.Canonical[i]);
        foreach (var eye in new[] { FaceTopology.RightEye, FaceTopology.LeftEye })
        {
            var centre = (points[eye.Upper[0]] + points[eye.Upper[^1]] + points[eye.Upper[4]] + points[eye.Lower[4]]) / 4;
            points[eye.Iris[0]] = centre;
            for (var k = 1; k < 5; k++) points[eye.Iris[k]] = centre + 0.06f * iod * new Vector3(k % 2 * (2 - k), (k + 1) % 2 * (3 - k), 0);
        }

        return new FaceLandmarks(points);
    }

    /// <summary>Head (ellipse) and shoulders, 256 x 256.</summary>
    public static PersonMask Mask(int width, int height, float iod, float x, float y)
    {
        var coverage = new byte[256 * 256];
        for (var j = 0; j < 256; j++)
        {
            for (var i = 0; i < 256; i++)
            {
                coverage[j * 256 + i] = (byte)(255 * Person((i + 0.5f) * width / 256, (j + 0.5f) * height / 256, iod, x, y));
            }
        }

        return new PersonMask(256, 256, coverage);
    }

    public static Frame Picture(int width, int height, float iod, float x, float y)
    {
        var frame = new Frame(width, height);
        for (var j = 0; j < height; j++)
        {
            var row = frame.Row(j);
            for (var i = 0; i < width; i++)
            {
                var person = Person(i, j, iod, x, y);
                float u = (i - x) / iod, v = (j - y) / iod;
                var grain = 10 * MathF.Sin(37 * u + 5 * MathF.Sin(23 * v)) + 8 * MathF.Sin(41 * v + 3 * u);
                var eye = MathF.Exp(-(Square(MathF.Abs(u) - 0.33f) + 4 * v * v) / 0.01f);
                var lips = MathF.Exp(-(u * u / 0.05f + Square(v - 0.71f) / 0.003f));
                row[3 * i] = Byte(person * (205 - 120 * eye - 20 * lips + grain) + (1 - person) * (60 + 40 * MathF.Sin(9 * u) + grain));
                row[3 * i + 1] = Byte(person * (165 - 110 * eye - 80 * lips + 20 * u + grain) + (1 - person) * (90 + 30 * MathF.Sin(7 * v + u) + grain));
                row[3 * i + 2] = Byte(person * (145 - 60 * eye - 60 * lips + grain) + (1 - person) * (120 + 20 * u + grain));
            }
        }

        return frame;
    }

    private static float Person(float i, float j, float iod, float x, float y)
    {
        float u = (i - x) / iod, v = (j - y) / iod;
        var head = 1 - MathF.Sqrt(u * u / 0.85f + Square(v - 0.25f) / 1.5f);
        var shoulders = MathF.Min((v - 1.45f) / 2, 0.25f - 0.1f * u * u);
        var neck = MathF.Min(0.4f - MathF.Abs(u), v - 0.4f) / 2;
        return Math.Clamp(0.5f + 12 * MathF.Max(head, MathF.Max(shoulders, neck)), 0, 1);
    }

    private static float Square(float v) => v * v;

    private static byte Byte(float v) => (byte)Math.Clamp(v, 0, 255);
}
