using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>What every painter of a portrait needs: the canvas in 1024 units, the head, the person, and places by landmark.</summary>
internal sealed record Stage(Canvas Canvas, HeadModel Head, Character Who)
{
    public const float Side = 1024;

    public const float Unit = HeadModel.Unit;

    public SkinTone Skin => Who.Skin;

    public Seeded Random(uint salt) => new(Who.Seed * 1000003ul + salt);

    public Vector2 At(int landmark)
    {
        var p = Head.Landmarks[landmark];
        return new Vector2(p.X, p.Y);
    }

    public Vector2[] Row(int[] landmarks) => Array.ConvertAll(landmarks, At);

    /// <summary>Place on the head, canonical axes.</summary>
    public Vector2 On(float x, float y, float z) => Head.Project(new Vector3(x, y, z));

    /// <summary>Place on the shoulders: canonical x and y, never turned.</summary>
    public static Vector2 Torso(float x, float y) => new(512 + Unit * x, 408 + Unit * y);

    public static Vector2[] Torso(params (float X, float Y)[] places) => Array.ConvertAll(places, p => Torso(p.X, p.Y));
}
