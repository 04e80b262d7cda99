namespace HelloMeme.Reenactment.Samples;

/// <summary>The people we draw.</summary>
internal static class Cast
{
    public static readonly Character[] All = [CastMira.Mira, CastTheo.Theo, CastJuno.Juno];
}
