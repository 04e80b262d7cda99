using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A number within a range. The text follows the finger; the value changes when it is let go.</summary>
public sealed partial class Slide
{
    private double? _shown;

    [Parameter]
    [EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    [EditorRequired]
    public required Func<double, string> Format { get; set; }

    [Parameter]
    public double Minimum { get; set; }

    [Parameter]
    public double Maximum { get; set; } = 1;

    [Parameter]
    public double Step { get; set; } = 0.1;

    [Parameter]
    public double Value { get; set; }

    [Parameter]
    public EventCallback<double> ValueChanged { get; set; }

    private string Text => Format(_shown ?? Value);

    private void Show(ChangeEventArgs e) => _shown = Read(e);

    private async Task ChooseAsync(ChangeEventArgs e)
    {
        _shown = null;
        await ValueChanged.InvokeAsync(Read(e));
    }

    private static double Read(ChangeEventArgs e) => double.Parse((string)e.Value!, CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
