namespace HelloMeme.Reenactment.Diffusion.Noise;

// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", Philox4x32-10.
/// <summary>A counter and a key to four random words: any place of any stream without what came before.</summary>
internal static class Philox
{
    private const int Rounds = 10;

    public static (uint A, uint B, uint C, uint D) Words(uint a, uint b, uint c, uint d, ulong key)
    {
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)a * 0xd2511f53, p1 = (ulong)c * 0xcd9e8d57;
            (a, b, c, d) = ((uint)(p1 >> 32) ^ b ^ k0, (uint)p1, (uint)(p0 >> 32) ^ d ^ k1, (uint)p0);
            k0 = unchecked(k0 + 0x9e3779b9);
            k1 = unchecked(k1 + 0xbb67ae85);
        }

        return (a, b, c, d);
    }
}
