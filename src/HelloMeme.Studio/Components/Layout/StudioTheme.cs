using MudBlazor;

namespace HelloMeme.Studio.Components.Layout;

/// <summary>The studio's colours: warm coral on ink, text contrast WCAG AA in both themes.</summary>
public static class StudioTheme
{
    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#b3331f",
            Secondary = "#0f6a73",
            AppbarBackground = "#fffaf5",
            AppbarText = "#241a17",
            Background = "#fffaf5",
            Surface = "#ffffff",
            TextPrimary = "#241a17",
            TextSecondary = "#5b4a44",
            Success = "#1d6b38",
            Warning = "#8a5200",
            Error = "#b00020",
            Info = "#0b57a4",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#ff8a6b",
            PrimaryContrastText = "#241a17",
            Secondary = "#6fd3dc",
            AppbarBackground = "#16131a",
            AppbarText = "#f6efe9",
            Background = "#16131a",
            Surface = "#211d27",
            TextPrimary = "#f6efe9",
            TextSecondary = "#c5b8b0",
            Success = "#7fd69a",
            Warning = "#ffc26b",
            Error = "#ff8a8a",
            Info = "#8fc1ff",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"] }, Button = new ButtonTypography { TextTransform = "none" } },
    };
}
