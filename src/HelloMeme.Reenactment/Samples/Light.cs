using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

/// <summary>The studio's two lamps, shared by skin and hair. Axes as the picture: x right, y down, z away.</summary>
internal static class Light
{
    /// <summary>How much deeper the mesh is lit than it is: landmark depth is soft.</summary>
    public const float Relief = 1.12f;

    /// <summary>Towards the key lamp.</summary>
    public static readonly Vector3 Key = Vector3.Normalize(new Vector3(-0.55f, -0.62f, -0.80f));

    public static readonly Vector3 Fill = Vector3.Normalize(new Vector3(0.80f, -0.05f, -0.62f));

    private static readonly Vector3 ToViewer = new(0, 0, -1);

    /// <summary>Lambert that reaches around the edge by wrap (0..1).</summary>
    public static float Wrap(float cosine, float wrap) => Math.Clamp((cosine + wrap) / (1 + wrap), 0, 1);

    public static float Shine(Vector3 normal, Vector3 lamp, float power) =>
        MathF.Pow(Math.Clamp(Vector3.Dot(normal, Vector3.Normalize(lamp + ToViewer)), 0, 1), power);

    // Source: Kajiya and Kay 1989.
    /// <summary>Shine of a hair along its direction, moved along the strand by shift (signed, small).</summary>
    public static float StrandShine(Vector3 along, Vector3 normal, Vector3 lamp, float shift, float power)
    {
        var tilted = Vector3.Normalize(along + shift * normal);
        var cosine = Vector3.Dot(tilted, Vector3.Normalize(lamp + ToViewer));
        return MathF.Pow(MathF.Sqrt(Math.Max(0, 1 - cosine * cosine)), power);
    }
}
