namespace HelloMeme.Reenactment.Rig;

/// <summary>Soft person coverage, 0..255, row-major Width x Height, stretched over the whole picture it was made for.</summary>
public sealed record PersonMask(int Width, int Height, byte[] Coverage);
