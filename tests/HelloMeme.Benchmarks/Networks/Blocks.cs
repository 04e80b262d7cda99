namespace HelloMeme.Benchmarks.Networks;

/// <summary>Every block that one denoising step of a 512 x 512 picture runs, one of each size, and what films and the VAE add. Left out of the step: its
/// first and last convolution and the time embedding, which together are under 1 % of it.</summary>
internal static class Blocks
{
    public static readonly IReadOnlyList<Block> Step =
    [
        // Outermost level, 64 x 64
        Resnet("down_blocks.0.resnets.0", 2, 320, 320, 64),
        Resnet("up_blocks.3.resnets.0", 1, 960, 320, 64),
        Resnet("up_blocks.3.resnets.1", 2, 640, 320, 64),
        Transformer("down_blocks.0.attentions.0", 5, 320, 64),
        Reference("reference_modules_up.3", 640, 64),
        new(BlockKind.Downsample, "unet", "down_blocks.0.downsamplers.0", 1, 320, 320, 64),

        // 32 x 32
        Resnet("down_blocks.1.resnets.0", 1, 320, 640, 32),
        Resnet("down_blocks.1.resnets.1", 1, 640, 640, 32),
        Resnet("up_blocks.2.resnets.0", 1, 1920, 640, 32),
        Resnet("up_blocks.2.resnets.1", 1, 1280, 640, 32),
        Resnet("up_blocks.2.resnets.2", 1, 960, 640, 32),
        Transformer("down_blocks.1.attentions.0", 5, 640, 32),
        Reference("reference_modules_up.2", 1280, 32),
        new(BlockKind.Downsample, "unet", "down_blocks.1.downsamplers.0", 1, 640, 640, 32),
        new(BlockKind.Upsample, "unet", "up_blocks.2.upsamplers.0", 1, 640, 640, 32),

        // 16 x 16
        Resnet("down_blocks.2.resnets.0", 1, 640, 1280, 16),
        Resnet("down_blocks.2.resnets.1", 1, 1280, 1280, 16),
        Resnet("up_blocks.1.resnets.0", 2, 2560, 1280, 16),
        Resnet("up_blocks.1.resnets.2", 1, 1920, 1280, 16),
        Transformer("down_blocks.2.attentions.0", 5, 1280, 16),
        Reference("reference_modules_up.1", 1280, 16),
        new(BlockKind.Downsample, "unet", "down_blocks.2.downsamplers.0", 1, 1280, 1280, 16),
        new(BlockKind.Upsample, "unet", "up_blocks.1.upsamplers.0", 1, 1280, 1280, 16),

        // 8 x 8
        Resnet("down_blocks.3.resnets.0", 4, 1280, 1280, 8),
        Resnet("up_blocks.0.resnets.0", 3, 2560, 1280, 8),
        Transformer("mid_block.attentions.0", 1, 1280, 8),
        Reference("reference_modules_up.0", 1280, 8),
        new(BlockKind.Upsample, "unet", "up_blocks.0.upsamplers.0", 1, 1280, 1280, 8),
    ];

    /// <summary>Not in a picture's step: motion of films, and the inmost level of the VAE decoder.</summary>
    public static readonly IReadOnlyList<Block> Beside =
    [
        new(BlockKind.Motion, "motion", "motion_down.0", 0, 320, 320, 32),
        new(BlockKind.Motion, "motion", "motion_down.2", 0, 1280, 1280, 8),
        new(BlockKind.VaeUp, "vae", "decoder.up_blocks.0", 0, 512, 512, 64),
    ];

    private static Block Resnet(string path, int perStep, int inputs, int outputs, int side) => new(BlockKind.Resnet, "unet", path, perStep, inputs, outputs, side);

    private static Block Transformer(string path, int perStep, int channels, int side) => new(BlockKind.Transformer, "unet", path, perStep, channels, channels, side);

    private static Block Reference(string path, int channels, int side) => new(BlockKind.ReferenceAttention, "reference", path, 1, channels, channels, side);
}
