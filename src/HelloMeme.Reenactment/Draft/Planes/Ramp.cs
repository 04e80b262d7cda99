namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>Smooth steps between two values.</summary>
public static class Ramp
{
    /// <summary>0 at <paramref name="from"/>, 1 at <paramref name="to"/>, flat at both ends; from may be above to.</summary>
    public static float Smooth(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    public static float Mix(float a, float b, float weight) => a + (b - a) * weight;
}
