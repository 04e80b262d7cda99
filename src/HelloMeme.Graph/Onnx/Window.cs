namespace HelloMeme.Graph.Onnx;

/// <summary>A sliding window over height and width: kernel, stride, dilation and zero padding before and after, in pixels.</summary>
public sealed record Window(int KernelHeight, int KernelWidth)
{
    public int StrideHeight { get; init; } = 1;

    public int StrideWidth { get; init; } = 1;

    public int DilationHeight { get; init; } = 1;

    public int DilationWidth { get; init; } = 1;

    public int Top { get; init; }

    public int Left { get; init; }

    public int Bottom { get; init; }

    public int Right { get; init; }

    /// <summary>Rows after sliding over <paramref name="height"/> rows.</summary>
    public long OutputHeight(long height) => Slide(height + Top + Bottom, KernelHeight, StrideHeight, DilationHeight);

    public long OutputWidth(long width) => Slide(width + Left + Right, KernelWidth, StrideWidth, DilationWidth);

    /// <summary>The same window in a stack of planes, each by itself.</summary>
    internal NodeAttribute[] AttributesOfPlanes() =>
    [
        new("kernel_shape", [1, KernelHeight, KernelWidth]),
        new("strides", [1, StrideHeight, StrideWidth]),
        new("pads", [0, Top, Left, 0, Bottom, Right]),
        new("dilations", [1, DilationHeight, DilationWidth]),
    ];

    private long Slide(long size, int kernel, int stride, int dilation)
    {
        var reach = (kernel - 1) * dilation + 1;
        if (size < reach) throw GraphException.Mismatch("Window", $"at least {reach} padded pixels for {this}", size);
        return (size - reach) / stride + 1;
    }

    internal NodeAttribute[] Attributes(bool dilations = true)
    {
        NodeAttribute[] attributes =
        [
            new("kernel_shape", [KernelHeight, KernelWidth]),
            new("strides", [StrideHeight, StrideWidth]),
            new("pads", [Top, Left, Bottom, Right]),
        ];
        return dilations ? [.. attributes, new("dilations", [DilationHeight, DilationWidth])] : attributes;
    }
}
