using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools and utils (hellomeme.md 1.4.2, 1.4.4, 1.4.8, 3.2). "Left" is image left there.
/// <summary>Places of the official 222 landmarks and where crops put them.</summary>
public static class OfficialPoints
{
    public const int Count = 222;

    public const int LeftEyeCorner = 74;
    public const int RightEyeCorner = 96;

    /// <summary>Pupils, nose, mouth corners of the expression encoder's crop.</summary>
    public static readonly int[] Expression = [182, 202, 36, 149, 133];

    /// <summary>Where they lie in that crop, shares of its side.</summary>
    public static readonly Vector2[] ExpressionPlaces = [new(.3843f, .27f), new(.62f, .2668f), new(.503f, .4185f), new(.406f, .5273f), new(.5977f, .525f)];

    /// <summary>Nose bridge, eye corners, mouth corners of the face-part crops.</summary>
    public static readonly int[] Parts = [33, 74, 96, 133, 149];

    /// <summary>Where they lie in the picture that the parts are cut from, shares of its side.</summary>
    public static readonly Vector2[] PartPlaces = [new(.50951539f, .40128625f), new(.29259476f, .40203411f), new(.72196212f, .40857479f), new(.63420714f, .71678643f), new(.38437035f, .71723224f)];

    /// <summary>Points of image-left eye and brow, image-right eye and brow, mouth.</summary>
    public static readonly int[][] PartRegions =
    [
        [.. Enumerable.Range(48, 12), .. Enumerable.Range(74, 21)],
        [.. Enumerable.Range(61, 12), .. Enumerable.Range(96, 21)],
        [.. Enumerable.Range(118, 31)],
    ];

    /// <summary>The points named, in that order.</summary>
    public static Vector2[] Pick(ReadOnlySpan<Vector2> points, ReadOnlySpan<int> indices)
    {
        var picked = new Vector2[indices.Length];
        for (var i = 0; i < picked.Length; i++) picked[i] = points[indices[i]];
        return picked;
    }

    /// <summary>From the image-left to the image-right eye corner, degrees.</summary>
    public static double EyeLineDegrees(ReadOnlySpan<Vector2> points)
    {
        var line = points[RightEyeCorner] - points[LeftEyeCorner];
        return Math.Atan2(line.Y, line.X + 1e-8) * 180 / Math.PI;
    }
}
